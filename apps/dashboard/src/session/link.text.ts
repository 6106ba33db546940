export const linkText = {
  checking: 'Checking the link…',
  dead: {
    title: 'This link cannot be used',
    missing: 'It opens only once in a tab. Open the link you were given again, or sign in.',
    used: 'It was used already, was withdrawn or has expired. Ask whoever gave it to you for another one.',
    signIn: 'Go to sign-in',
  },
  email: 'E-mail',
  newPassword: 'Password',
  passwordHint: '12 to 128 characters. A few random words make a good one.',
  complaints: { short: 'Use at least 12 characters.', long: 'Use at most 128 characters.' },
};
