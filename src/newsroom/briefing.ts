/** Briefs: of a story that somebody asks for, and of one that has moved and that channels are to hear of. */
import { decideAlerts } from '../alerts/decide.ts';
import { whatIsNew } from '../briefs/whatsnew.ts';
import { writeBrief } from '../briefs/write.ts';
import { NewsroomError } from '../errors.ts';
import type { Alert, Article, Brief, Claim, Story, Watchlist } from '../model.ts';
import { alertPost, changesPost } from '../posts/brief.ts';
import { claimsOf } from '../stories/claims.ts';
import { disagreementsOf } from '../stories/disagreements.ts';
import { independenceOf } from '../stories/independence.ts';
import { timelineOf } from '../stories/timeline.ts';
import type { Reading } from '../text/reading.ts';
import type { Library } from './library.ts';
import type { StoryLedger } from './story-ledger.ts';
import type { Watchkeeper } from './watch-desk.ts';
import { timestamp, type World } from './world.ts';

/** Articles that a topic is looked for in. */
export const TOPIC_HITS = 40;

