/** Lines that sites wrap around an article: share bars, counters, forms, menus. Rules are general, never for one site. */
import { stampOf } from './stamps.ts';

/** A line longer than this is prose, whatever words it begins with. */
const FURNITURE_MAX_CHARS = 200;

const NETWORK =
  '(?:facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|instagram|youtube|messenger|viber|tumblr|flipboard|threads|bluesky|mastodon|xing|e-?mail|mail|print|drucken)';
const TOOL =
  '(?:zoom (?:in|out)|read later|print|listen|save|save for later|bookmark|text size:?|font size:?|larger type|gift this (?:story|article)|copy link|send to a friend|a[+-]?|aa|drucken|merken|teilen|vorlesen|imprimer|partager|imprimir|compartir|stampa|condividi|drukuj|udostępnij|delen)';

/** Whole lines that are never part of what a reporter wrote. */
const FURNITURE: readonly RegExp[] = [
  // a byline whose name stands elsewhere
  /^(?:(?:words|written|posted|reporting|story|text|photos?|pictures?) by|by|von|par|por)\s*:?$/i,
  // reading tools and sharing
  new RegExp(`^${TOOL}(?:[\\s,|/·-]+${TOOL})*$`, 'iu'),
  new RegExp(`^${NETWORK}(?:[\\s,|/·-]+${NETWORK})*$`, 'iu'),
  /^(?:share|tweet|pin|copy link|follow us|like us|subscribe|sign up|sign in|log in|register|donate|support us)(?:\s*[:+!]?|\s+(?:this|on|via|with|now|today|to|for|our|your|us|here|article|story|post|page|link|free)\b[^.!?]{0,60})$/i,
  /^(?:share (?:this|on|via)|pass it on|(?:diesen )?(?:artikel|beitrag) teilen|teilen (?:auf|mit|sie)|partager (?:sur|cet|l')|compartir en|condividi su|udostępnij na|delen op|gefällt mir|wird geladen)\b.{0,60}$/i,
  /^\d[\d.,]*\s*[km]?\s*(?:readers?|people|others|users|bloggers?)\b.{0,20}\b(?:like|liked|likes|found|recommend|shared)\b.{0,40}$/i,
  /^be the (?:first|next)\b.{0,40}$/i,
  // questions to the reader, forms and comments
  /^(?:was|is|did|do|have|how|war|wie|hat|cet|te|ti|vous|czy)\b.{0,60}\b(?:useful|helpful|enjoy|(?:like|rate|find) (?:this|the|our)|hilfreich|nützlich|gefallen|gefällt|utile|útil|gusta|piaciuto|przydatny)\b.{0,40}\?.{0,24}$/iu,
  /^(?:leave|post|add|write|join) (?:a|your|the) (?:reply|comment|voice|conversation|discussion)\b.{0,40}$/i,
  /^(?:schreibe? (?:einen|uns)|kommentar (?:schreiben|hinterlassen|verfassen)|kommentare? (?:geschlossen|deaktiviert)|laisser un commentaire|deja (?:un|tu) comentario|lascia un commento|dodaj komentarz|geef een reactie)\b.{0,40}$/i,
  /^(?:your e-?mail address will not be published|deine e-mail-adresse wird nicht|votre adresse e?-?mail ne sera pas|tu dirección de correo)\b.*/i,
  /^required fields are marked\b.*/i,
  /^(?:cancel reply|post comment|comments are (?:closed|off)|no comments(?: yet)?|keine kommentare|view comments|show comments|antworten|reply)$/i,
  /^(?:log|sign) ?in to (?:join|comment|continue|read)\b.*/i,
  // menus and lists of other pieces
  /^(?:left|right|main|top|side) (?:menu|navigation|nav|bar)$/i,
  /^(?:read (?:on|more|also|next)|also read|see also|more (?:on this|from)|don['’]t miss|watch|listen to|lesen sie (?:auch|hier|mehr|dazu)|lesetipp|mehr (?:zum thema|dazu|infos?)|siehe auch|(?:à )?lire aussi|voir aussi|lea también|lee también|te puede interesar|leggi anche|czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również)|lees ook|leia (?:também|mais)|veja também)\s*:.{0,160}$/iu,
  /^(?:read more|also read|see also|related|advertisement|advertising|sponsored(?: content)?|skip to .{0,30}|back to top(?: button)?|go to top|zum seitenanfang|nach oben|home|menu|search|next(?: (?:article|post|page))?|previous(?: (?:article|post|page))?|older posts?|newer posts?|tags?|categories|topics|filed under|anzeige|werbung|publicité|publicidad|pubblicità|reklama|advertentie|weiterlesen|mehr|zurück|weiter|startseite|permalink|caption|photo)\s*:?$/iu,
  /^(?:advertisement|ad|anzeige|werbung|publicité|publicidad)\s*[-–—:]\s*.{0,60}$/iu,
  /^[-–—\s]*(?:advertisement|anzeige|werbung|publicité|publicidad)[-–—\s]*$/iu,
  /^(?:tags?|tagged(?: with)?|categor(?:y|ies)|kategorien?|schlagw(?:ort|örter)|schlagworte|stichw(?:ort|orte|örter)|themen?|topics?|filed (?:under|in)|keywords?|mots[- ]clés|etiquetas|tagi|posted in|abgelegt unter|veröffentlicht in|verschlagwortet mit)\s*:.{0,160}$/iu,
  /^(?:tagged|filed under|posted in|this entry was posted|dieser (?:eintrag|beitrag) wurde (?:veröffentlicht|am)|(?:veröffentlicht|abgelegt|verschlagwortet) (?:in|unter|mit))\b.{0,180}$/iu,
  // consent, newsletters, appeals
  /\b(?:we|this (?:web)?site|diese (?:web)?seite|wir) (?:uses? cookies|verwende[nt] cookies)\b/i,
  /^(?:accept|reject|manage) (?:all )?(?:cookies|preferences|consent)\b.*/i,
  /^(?:sign up|subscribe|register) (?:for|to) (?:our|the|receive)\b.*/i,
  /^get (?:our|the) .{0,60}(?:newsletter|inbox|alerts)\b.*/i,
  /^(?:support|fund|back) (?:our|independent|quality|local|free) (?:\w+ ){0,2}(?:journalism|reporting|news|newsroom)\b.{0,100}$/i,
  // feed footers
  /^(?:the|this) (?:post|article|story|entry) .{0,160}\b(?:(?:first|originally) (?:appeared|published)|appeared (?:first|originally)|was published (?:first|originally|by permission|in partnership))\b.{0,120}$/i,
  /^der (?:beitrag|artikel) .{0,160}\b(?:erschien|ist) zuerst\b.{0,120}$/i,
  /^(?:l['’]article|cet article) .{0,160} est apparu en premier sur\b.{0,120}$/i,
  /^(?:la entrada|el artículo) .{0,160} (?:se publicó|apareció) primero en\b.{0,120}$/i,
  /^(?:read|see|view|continue reading) (?:this|the|all|more|\d).{0,120}\b(?:comments?|on our (?:web)?site|full (?:story|article)|original (?:article|post)|at the source)\b.{0,60}$/i,
  /^continue reading\b.{0,40}$/i,
  /^(?:subscribe|sign up|register|follow|join us|download|like us|become a (?:member|subscriber|supporter))\b.{0,120}\b(?:newsletters?|e-?mails?|inbox|apps?|twitter|facebook|instagram|telegram|whatsapp|youtube|bluesky|linkedin|e-?paper|edition|(?:full|whole|rest of the) story|member(?:ship)?|subscriber)\b.{0,120}$/i,
  /\b(?:follow|find|like|contact|reach|keep up with) (?:us|me|him|her|them|the author)\b.{0,20}\b(?:on|at|via) (?:x\b|twitter|facebook|instagram|telegram|linkedin|bluesky|mastodon|@)/i,
  /\b(?:please subscribe|already a subscriber|subscribers? (?:also )?receive|(?:read|view|see) the (?:full|whole|rest of the) (?:story|article)|download (?:the|our) .{0,30}apps?|apps? for ios and android|(?:subscribe|sign up) (?:now|today|here|below|to our|for our|to receive)|(?:sign up|subscribe) here|delivered to your inbox|(?:our|this|free|daily|weekly) newsletter|support our (?:work|journalism)|(?:send us|submit) (?:your |a )?(?:letters?|tips?|message))\b/i,
  /\b(?:folgen sie uns|folge uns|abonnieren sie|jetzt abonnieren|newsletter (?:anmelden|abonnieren|bestellen)|unser(?:en|em)? newsletter|als pdf (?:herunterladen|downloaden)|kostenlos testen|abonnez-vous|inscrivez-vous|suivez-nous|s[ií]gu[ea]nos|suscr[ií]b(?:ete|ase)|únete|hazte (?:socio|miembro)|seguici|iscriviti|abbonati|zapisz się|zaprenumeruj|obserwuj nas|schrijf je in|meld je aan|volg ons|assine|siga-nos)\b/iu,
  // claims of the site itself
  /^(?:copyright\b|\(c\))\s*(?:©|\(c\)|(?:19|20)\d\d|by\b|:).*$/i,
  /©/u,
  /\ball rights reserved\b|\balle rechte vorbehalten\b|\btous droits réservés\b|\btodos los derechos reservados\b|\btutti i diritti riservati\b|\bwszelkie prawa zastrzeżone\b/iu,
  /^(?:statement|disclaimer)\s*:\s*this article .*(?:views|opinions?) of .*/i,
  /^(?:originally published(?: at)?|image credits?|photo credits?|photos?|pictures?|file photo|image|images|foto|fotos|bild|bilder|crédits? photos?|bildquelle|bildnachweis|titelbild|beitragsbild|photo by|photograph|illustration|grafik|video)\s*:\s*\S.{0,120}$/i,
  /^(?:source|via|original|quelle|originalartikel)\s*:\s*\S.{0,120}$/i,
];

/** What an outlet sets right is never furniture, whatever words it uses. */
const CORRECTION =
  /\b(?:corrections?|corrected|clarification|editor['’]?s['’]? note|earlier version|berichtigung|korrektur|in einer früheren (?:version|fassung)|rectificatif|corrección|fe de errores|rettifica|sprostowanie)\b/iu;

/** Lines of these kinds are longer than furniture is, up to `NOTICE_MAX_CHARS`. */
const NOTICES: readonly RegExp[] = [
  // consent
  /\b(?:we|this (?:web)?site|our (?:web)?site|wir|diese (?:web)?seite|unsere (?:web)?seite|nous|ce site|notre site|este sitio(?: web)?|questo sito|wij|deze (?:web)?site|ta strona|nasza strona|esta página) (?:(?:und|and|et|y|e) (?:our |unsere |nos |nuestros |i nostri )?\p{L}+ )?(?:also |auch )?(?:uses?|using|verwende[nt]|nutz(?:en|t)|setz(?:en|t)|utilis(?:e|ons)|utiliza(?:mos)?|usa(?:mos)?|utilizza|gebrui(?:k|ken|kt)|używa|wykorzystuje) (?:\p{L}+ ){0,3}cookies?\b/iu,
  /\b(?:utilizamos|usamos|utilizziamo|usiamo|używamy|korzystamy z|stosujemy) (?:\p{L}+ ){0,3}cookies?\b/iu,
  /\bby (?:continuing to (?:use|browse)|using) (?:this|our) (?:web)?site\b|\bdurch die (?:weitere )?nutzung (?:der|dieser|unserer) (?:web)?seite\b|\ben poursuivant votre navigation\b/iu,
  // what a server says of its own faults
  /^(?:warning|notice|deprecated|strict standards|fatal error|parse error)\s*:\s.{0,400}\bon line \d+\.?$/i,
];
const NOTICE_MAX_CHARS = 700;

const AGENCY =
  '(?:AFP|AP|Reuters|Getty|Getty Images|EPA|EFE|DPA|ANSA|PAP|Keystone|Shutterstock|Alamy|iStock|IMAGO|Picture Alliance|Unsplash|Bloomberg|Xinhua|TASS|Anadolu|PA|PA Wire|PA Images|Press Association|NurPhoto|Zuma|Rex Features)';
/** A line about a picture ends with who took it. */
const CREDITED = [
  /(?:^|[\s([|])(?:photo(?:graph)?(?:er)?|picture|image|bild|foto|file photo|abbildung|grafik|illustration|fotograf(?:in)?|crédits?|credits?|bildquelle|bildnachweis|fotocredit)(?: credit| courtesy| by)?\s*:\s*[^.!?]{2,80}[)\]]?\.?$/iu,
  new RegExp(
    `[/|(—–-]\\s*(?:(?:AP|AFP|EPA|Reuters)[- ](?:Photo|Foto|Bild)|Getty Images|${AGENCY}\\s*/\\s*[\\p{L} .]{2,40}|[\\p{Lu}][\\p{L}. -]{2,40}/\\s*${AGENCY}(?:/[\\p{L} ]+)?)\\)?\\.?$`,
    'u',
  ),
  /\(AP Photo\/[^)]{2,60}\)|\bvia (?:Getty Images|AP|AFP|Reuters)\)?\.?$|\bGetty Images\)?$/u,
];
const CREDITED_MAX_CHARS = 350;

const SEPARATOR = /^[\s\-–—_*=~•·|+#<>«»‹›→←↑↓▲▼►◄]+$/u;

/** True for a line that belongs to the site and not to the article. */
export function isFurniture(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed === '') return false;
  if (SEPARATOR.test(trimmed)) return true;
  if (trimmed.length > NOTICE_MAX_CHARS || CORRECTION.test(trimmed)) return false;
  if (NOTICES.some((rule) => rule.test(trimmed))) return true;
  if (trimmed.length <= CREDITED_MAX_CHARS && CREDITED.some((rule) => rule.test(trimmed))) return true;
  if (trimmed.length > FURNITURE_MAX_CHARS) return false;
  return FURNITURE.some((rule) => rule.test(trimmed)) || stampOf(trimmed) !== undefined;
}

const ENDINGS =
  /^(?:(?:leave|post|write) a (?:reply|comment)|(?:related|recommended|trending|popular|latest|more|top|similar|further) (?:articles?|stories|posts?|news|topics?|reading|links?|content|videos?|coverage)|share this(?: article| story| post)?|(?:\d+ )?(?:comments?|responses?|thoughts on .{1,100})|you (?:may|might) also (?:like|be interested in|enjoy)|read (?:more|next)|more (?:from|in|on|by)\b.{0,60}|in the same vein|recommended(?: for you)?|trending(?: now)?|most (?:read|popular|viewed)\b.{0,30}|up next|don['’]t miss|editor['’]?s['’]? picks?|about the authors?|about us|also (?:on|in)\b.{0,30}|back to top.{0,10}|a word before you go|before you go|tags|footnotes and credits|das könnte (?:sie|dich) (?:auch )?interessieren.?|(?:dies )?könnte (?:sie|dich) auch interessieren.?|auch (?:interessant|lesenswert)|mehr (?:zum thema|zu diesem thema|aus|von|über|auf)\b.{0,40}|weitere (?:artikel|beiträge|meldungen|nachrichten|themen|informationen|links?|news|infos)\b.{0,40}|weiterführende(?:r)? (?:links?|informationen|artikel)|ähnliche (?:artikel|beiträge|themen)|verwandte (?:artikel|beiträge|themen)|passend(?:e|es)? (?:zum thema|artikel)|lesen sie (?:auch|mehr)|über (?:den autor|die autorin|uns|mich)|zum autor|zur autorin|zum weiterlesen|schon gelesen\?|entdecken? (?:sie |weitere )\b.{0,40}|mehr zu\b.{0,40}|das könnte .{0,40}|más sobre\b.{0,40}|plus d['’]articles|kontakt|pressekontakt|media contacts?|contacts?(?: info(?:rmation)?)?|notes to editors|(?:\d+ )?kommentare?|diskussion|teilen|à lire (?:aussi|également)|sur le même (?:sujet|thème)|articles? (?:liés?|similaires|associés|connexes)|(?:\d+ )?commentaires?|voir aussi|también te puede interesar|te puede interesar|noticias relacionadas|artículos relacionados|lea también|(?:\d+ )?comentarios?|leggi anche|articoli correlati|potrebbe interessarti.{0,20}|(?:\d+ )?commenti|czytaj (?:też|także|również)|zobacz (?:też|także|również)|powiązane (?:artykuły|tematy)|komentarze.{0,10}|o autorze|lees ook|gerelateerde? (?:artikelen|berichten)|(?:\d+ )?reacties|leia também|veja também|artigos relacionados)\s*[:.…]?$/iu;

/** True for the heading of what follows an article: other articles, comments, the author. */
export const endsArticle = (line: string): boolean => line.length <= 120 && ENDINGS.test(line.trim());

const LAST =
  /comment|repl(?:y|ies)|responses?|thoughts on|author|about us|contact|kontakt|kommentar|diskussion|comentario|commenti|komentarz|reacties|autor|notes to editors|footnotes|tags/iu;

/** True for the heading of comments, of the author's life, of whom to ask: no article goes on after these. */
export const endsForGood = (line: string): boolean => LAST.test(line);
