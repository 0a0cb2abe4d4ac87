import { describe, expect, it } from 'vitest';
import { directChannel } from '../../src/alerts/identity.ts';
import { noticeOf } from '../../src/alerts/notice.ts';
import { channel, NOON, post } from './stand-ins.ts';

const notice = { to: channel('news'), about: ['feed', 'f_1'], post: post('It is gone.'), now: NOON };

describe('a notice', () => {
  it('has one id however often the same is said to the same, and another for anything else', () => {
    const { id } = noticeOf(notice);
    expect(noticeOf({ ...notice, now: '2025-07-04T00:00:00.000Z', post: post('Gone.') }).id).toBe(id);
    expect(noticeOf({ ...notice, about: ['feed', 'f_2'] }).id).not.toBe(id);
    expect(noticeOf({ ...notice, to: channel('sport') }).id).not.toBe(id);
  });

  it('to a person goes to direct messages', () => {
    const home = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
    expect(noticeOf({ ...notice, to: directChannel(home, 'U7') }).channel).toEqual({
      platform: 'slack',
      workspace: 'T1',
      channel: 'U7',
      person: 'U7',
    });
  });
});
