import { Fragment } from 'react';
import { featureText } from './features.text';
import { type Feature } from './key.types';

interface EndpointProps {
  readonly of: Feature;
  readonly className?: string | undefined;
}

/** The endpoint that a feature opens, broken after its slashes where it must be. */
export const Endpoint = ({ of, className }: EndpointProps) => (
  <code className={className}>
    {featureText[of].endpoint.split('/').map((part, index) => (
      <Fragment key={index}>
        {index > 0 && '/'}
        {index > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </code>
);
