import { useSubmission } from '../../api/use-submission';
import { leaveEverywhere } from '../../session/signed-in';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ProblemNotice } from '../../ui/notice';
import styles from './profile.module.css';
import { profileText } from './profile.text';

const text = profileText.everywhere;

export function SignOutEverywhere() {
  const { pending, error, submit } = useSubmission(leaveEverywhere);
  return (
    <Card title={text.title} intro={text.intro}>
      <ProblemNotice error={error} />
      <Button className={styles.submit} busy={pending} onClick={() => void submit(undefined)}>
        {pending ? text.submitting : text.submit}
      </Button>
    </Card>
  );
}
