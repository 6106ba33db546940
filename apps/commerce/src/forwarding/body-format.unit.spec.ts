import { bodyFormat } from './body-format';

describe('a body that may hold placeholders', () => {
  test.each([
    ['application/json', 'json'],
    [' Application/JSON ; charset=UTF-8', 'json'],
    ['application/json;charset="utf8"', 'json'],
    ['application/vnd.psp.v2+json', 'json'],
    ['application/x-www-form-urlencoded', 'form'],
    ['application/x-www-form-urlencoded; charset=utf-8', 'form'],
  ])('of type %s is %s', (type, format) => expect(bodyFormat(type)).toBe(format));

  test.each([
    ...[undefined, '', ';', 'text/json', 'application/xml', 'multipart/form-data; boundary=x', 'application/jsonx'],
    ...[
      'application/json; charset=utf-16',
      'application/json; charset=latin1',
      'xapplication/json',
      'application/+json',
    ],
  ])('is not of type %s', (type) => expect(() => bodyFormat(type)).toThrow(/JSON or application/));
});
