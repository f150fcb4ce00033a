import { describe, expect, it } from 'vitest'
import { duration, grouped, numberText } from '../src/i18n/format'

describe('grouped', () => {
  it.each([
    ['+8613800138000', '138 0013 8000'],
    ['13800138000', '138 0013 8000'],
    ['+86138****8000', '138 **** 8000'],
    ['+861066551234', '010 6655 1234'],
    ['01066551234', '010 6655 1234'],
    ['+8675588886666', '0755 8888 6666'],
    ['+864001234567', '400 123 4567'],
    ['+12025550143', '+1 202 555 0143'],
    ['+85223456789', '+852 2345 6789'],
    ['12345', '12345'],
    ['110', '110'],
    ['1001', '1001'],
    ['01012345', '01012345'],
    ['', ''],
  ])('%s is read as %s', (number, text) => {
    expect(grouped(number)).toBe(text)
  })

  it('loses no digit', () => {
    for (const number of ['+8613800138000', '+861066551234', '+4915112345678', '+390612345678', '075588886666']) {
      const digits = number.replace(/^\+86/, '').replace(/\D/g, '')
      expect(grouped(number).replace(/\D/g, '').endsWith(digits)).toBe(true)
    }
  })
})

describe('numberText', () => {
  it('has words for what is withheld', () => {
    expect(numberText(null, '未显示号码')).toBe('未显示号码')
    expect(numberText({ kind: 'hidden', text: '', region: '', carrier: '' }, '未显示号码')).toBe('未显示号码')
  })
})

describe('duration', () => {
  it.each([[0, '00:00'], [9.9, '00:09'], [95, '01:35'], [3700, '1:01:40'], [-3, '00:00']])('%d s is %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text)
  })
})
