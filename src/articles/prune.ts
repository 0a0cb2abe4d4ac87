/**
 * Takes out of a page's document what sites put around and into their articles. It is told by the names that designers give
 * to the parts of a page (class, id, role); a part that holds the article itself is never taken out, whatever its name.
 * The names follow what Trafilatura's lists have in common with our own reading of pages.
 */
import { type Block, blocksOf, charsOf, HEADING_MAX_CHARS, linkShare, tagOf } from './blocks.ts';

/** A part with this share of a page's prose or more is not furniture, whatever it is called. */
const ARTICLE_SHARE = 0.5;
/** A part called after something that articles hold too (a caption, a teaser, a byline) is taken out up to this length. */
const SMALL_PART_CHARS = 600;
/** A block with fewer characters is no prose, nor is one of links. */
const PROSE_MIN_CHARS = 80;
const PROSE_MAX_LINK_SHARE = 0.5;

/** A form asks and does not tell; software that puts whole pages into one has more prose in it. */
const FORM_MAX_PROSE_CHARS = 250;

/** Headings that lead nowhere are named after navigation because it leads to them. */
const HEADING = /^h[1-6]$/;
const TARGET = /(?<= )(?:navi?|navigations?|toc|anchor|links?|ads?) /g;

const ALWAYS = new Set(['nav', 'aside', 'footer', 'menu', 'dialog']);
const NEVER = new Set(
  'html head body main table tbody tr title meta link a b strong em i u code sup sub abbr q cite mark small font'.split(
    ' ',
  ),
);
const ROLES =
  /^(navigation|complementary|contentinfo|search|banner|dialog|alertdialog|menu|menubar|toolbar|tablist|tooltip)$/;

const group = (words: string): RegExp =>
  new RegExp(` (?:${words.trim().split(/\s+/).join('|').replaceAll('_', ' ')}) `);

/** Names of parts that hold what readers wrote, and forms for it. */
const DISCUSSION = group(`
  comments? comments?_(?:list|area|section|form|wrapper|container|thread|box) commentlist commentform nocomments respond
  disqus dsq kommentare? leserkommentare? commentaires? comentarios? commenti komentarze reactions? trackbacks? pingbacks? akismet
`);
/** Names of parts that are about the site, other articles or the reader. */
const FURNITURE = group(`
  widgets? textwidget widgettitle widget_area sidebars? colophon footer site_footer page_footer navbar navi navigation subnav mainnav
  navigations? nav menus? submenu mainnavigation breadcrumbs? brotkrumen pagination pager paging page_links next_post prev_post post_nav
  related relatedposts yarpp crp recommended recommendations? recirc(?:ulation)? trending most_(?:read|popular|viewed|shared) popular_posts
  read_(?:more|also|next) more_(?:stories|news|articles|posts|from|on) also_read see_also further_reading recent_posts you_(?:may|might) outbrain taboola
  ligatus plista share shares sharing sharedaddy sharebar sharethis addtoany addthis shariff ssba social socials sociable social_(?:links|media|share|bar|icons)
  likes? jp_post_flair flair newsletters? signup sign_up subscribe subscriptions? paywall cookies? consent gdpr
  banner toolbar overlay modal popup popover tooltip dropdown tags taglist tagcloud tag_(?:list|links|cloud) topics
  print_only noprint no_print hidden_print copyright legal_notice disclaimer imprint masthead skip_link
  sr_only screen_reader_text visually_hidden visuallyhidden a11y_hidden assistive_text rating ratings vote votes voting stars buttons? btn
  toc_container survey poll donate donation appeal cta call_to_action user_(?:menu|info) login feedback helpful robots_nocontent
  authorbox author_(?:box|bio|info|card|profile|description|about) about_(?:the_)?author biography bio post_author_(?:box|bio)
  pushlayer push_notifications? web_push webpush notifications? language_switcher lang_switcher site_header site_title site_description site_branding
`);
/** Names that articles use for parts of their own too: taken out where the part is small. */
const SMALL = group(`
  captions? figcaption wp_caption_text image_caption img_caption credits? photo_credit image_credit bildunterschrift bildnachweis fotocredit
  byline author authors vcard dateline timestamp date datum pubdate published posted_(?:on|by|in) meta metadata postmeta entry_meta post_meta post_info article_info article_meta
  infoline kicker
  ad ads adslot advads advert adverts advertisement advertising adsense anzeigen? werbung publicite publicidad sponsor sponsored sponsors promo promos promotion promoted reading_time read_time views_count view_count counter filed categories category_links cat_links
  icons? avatar gallery slideshow slider carousel embed embedded
  notice alert contact contacts links linklist download_links
`);
/** Names that say little: parts so called are taken out where links make up much of them. */
const LINKED = group(
  'teasers? teaserlist teaserbox headline_list header secondary tertiary side list links tabs card cards tile tiles grid items latest top',
);
const LINKED_MIN_SHARE = 0.4;

/** An id of many words is made from a heading's text and names nothing. */
const SLUG = /^[^\W_]+([-_][^\W_]+){3,}$/;

/** Class and id as one string of lower-case words between spaces: `postMeta entry-date` → ` post meta entry date `. */
export function namesOf(element: Element): string {
  const id = element.getAttribute('id') ?? '';
  const written = `${element.getAttribute('class') ?? ''} ${SLUG.test(id) ? '' : id}`.slice(0, 500);
  return ` ${written
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()} `;
}

/** Blocks that read like sentences. */
export const proseOf = (blocks: readonly Block[]): Block[] =>
  blocks.filter((block) => block.text.length >= PROSE_MIN_CHARS && linkShare(block) < PROSE_MAX_LINK_SHARE);

/** Takes the furniture out of `document`, which is changed. */
export function pruneFurniture(document: Document): void {
  const body = document.body;
  if (body === null) return;
  const heading = document.querySelector('h1');
  const articles = document.querySelectorAll('[itemprop~="articleBody"], main');
  const marks = [...(heading === null ? [] : [heading]), ...articles];
  const prose = charsOf(proseOf(blocksOf(body)));
  const holdsArticle = (element: Element): boolean => {
    if (marks.some((mark) => mark === element || element.contains(mark))) return true;
    return prose > 0 && charsOf(proseOf(blocksOf(element))) >= ARTICLE_SHARE * prose;
  };
  const visit = (element: Element): void => {
    let child = element.firstElementChild;
    while (child !== null) {
      const next = child.nextElementSibling;
      if (isFurniture(child, holdsArticle)) {
        child.remove();
      } else visit(child);
      child = next;
    }
  };
  visit(body);
}

function isFurniture(element: Element, holdsArticle: (element: Element) => boolean): boolean {
  const tag = tagOf(element);
  if (NEVER.has(tag)) return false;
  if (isHidden(element) || ALWAYS.has(tag) || ROLES.test(element.getAttribute('role') ?? ''))
    return !holdsArticle(element);
  if (tag === 'form') return charsOf(proseOf(blocksOf(element))) <= FORM_MAX_PROSE_CHARS && !holdsArticle(element);
  if (HEADING.test(tag) && (element.textContent ?? '').length > HEADING_MAX_CHARS && !isLinked(element)) return false;
  const named = namesOf(element);
  const names = HEADING.test(tag) && !isLinked(element) ? named.replace(TARGET, '') : named;
  if (names.length < 4) return false;
  if (DISCUSSION.test(names)) return tag !== 'article' && !isEntry(names) && !holdsMark(element);
  if (tag === 'article' || isEntry(names)) return false;
  if (FURNITURE.test(names)) return !holdsArticle(element);
  if (SMALL.test(names) && (element.textContent ?? '').length <= SMALL_PART_CHARS && !holdsMark(element)) return true;
  return LINKED.test(names) && isLinked(element) && !holdsArticle(element);
}

function isLinked(element: Element): boolean {
  const blocks = blocksOf(element);
  const linked = blocks.reduce((sum, block) => sum + block.linkedChars, 0);
  return linked > 0 && linked >= LINKED_MIN_SHARE * charsOf(blocks);
}

const holdsMark = (element: Element): boolean => element.querySelector('h1, [itemprop~="articleBody"], main') !== null;

/** Blog software names the whole entry after its tags and categories. */
const isEntry = (names: string): boolean => / (hentry|post type|entry content|article body|post content) /.test(names);

function isHidden(element: Element): boolean {
  const style = element.getAttribute('style');
  if (style !== null && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)) return true;
  return element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true';
}
