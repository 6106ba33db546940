export const profileText = {
  title: 'Profile',
  intro: 'You, your password and where you are signed in.',
  facts: { name: 'Name', email: 'E-mail', role: 'Role', signedIn: 'Signed in', ends: 'This session ends' },
  roles: {
    owner: 'Owner: everything in the account, users and destinations too',
    admin: 'Admin: API keys and merchants',
    viewer: 'Viewer: looks at everything, changes nothing',
  },
  atTheLatest: 'at the latest',
  password: {
    title: 'Password',
    intro: 'Changing it signs you out everywhere but here.',
    current: 'Current password',
    next: 'New password',
    wrong: 'The current password is wrong. Try again.',
    submit: 'Change password',
    submitting: 'Changing…',
    changed: 'Your password is changed. You are signed out everywhere but here.',
  },
  everywhere: {
    title: 'Sign out everywhere',
    intro: 'Ends every session of yours, this one too. Use it if you have left one open somewhere.',
    submit: 'Sign out everywhere',
    submitting: 'Signing out…',
  },
};
