/** Discord's dark theme, as near as a sheet of CSS comes. */
export const DISCORD_CSS = `
* { box-sizing: border-box }
body { margin: 0; padding: 16px; background: #313338; color: #dbdee1; font: 16px/1.375 "gg sans", "Noto Sans", "Helvetica Neue", Helvetica, Arial, sans-serif }
a { color: #00a8fc; text-decoration: none }
code { font: 14px/1.3 Consolas, "DejaVu Sans Mono", monospace; background: #2b2d31; padding: 1px 3px; border-radius: 4px }
.embed code { background: #1e1f22 }
pre { margin: 6px 0; padding: 8px; background: #2b2d31; border: 1px solid #1e1f22; border-radius: 4px; font: 14px/1.2 Consolas, "DejaVu Sans Mono", monospace; white-space: pre-wrap }
.embed pre { background: #1e1f22 }
blockquote { margin: 0; padding: 0 8px 0 12px; border-left: 4px solid #4e5058; border-radius: 4px }
.message { display: flex; gap: 16px; padding: 2px 0 }
.face { flex: none; width: 40px; height: 40px; border-radius: 50%; background: #3b5b7a; color: #fff; display: grid; place-items: center; font-weight: 600 }
.main { min-width: 0; flex: 1 }
.who { font-weight: 500; color: #f2f3f5 }
.app { background: #5865f2; color: #fff; font-size: 10px; font-weight: 600; padding: 1px 5px; border-radius: 4px; vertical-align: 2px; margin: 0 4px }
.when { color: #949ba4; font-size: 12px }
.content { white-space: pre-wrap; overflow-wrap: anywhere }
.embed { margin-top: 4px; max-width: 520px; background: #2b2d31; border-left: 4px solid #3b5b7a; border-radius: 4px; padding: 10px 16px 14px 12px; font-size: 14px; line-height: 1.3; overflow-wrap: anywhere }
.title { font-size: 16px; font-weight: 600; margin-bottom: 6px }
.title, .field b { color: #f2f3f5 }
.description { white-space: pre-wrap }
.fields { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; margin-top: 8px }
.field b { display: block; font-weight: 600 }
.image { margin-top: 12px; border-radius: 4px; height: 180px; background: #1e1f22; color: #949ba4; display: grid; place-items: center; text-align: center; padding: 12px }
.footer { margin-top: 8px; font-size: 12px; color: #dbdee1 }
.time { background: #3f4147; border-radius: 3px; padding: 0 2px }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px }
button { border: 0; border-radius: 8px; padding: 6px 14px; color: #fff; background: #4e5058; font: 500 14px/1.3 inherit; font-family: inherit }
.primary { background: #5865f2 } .success { background: #248046 } .danger { background: #da373c }
.select { width: 400px; background: #1e1f22; border-radius: 8px; padding: 10px 12px; color: #949ba4; display: flex; justify-content: space-between }
.options { width: 400px; background: #2b2d31; border-radius: 8px; margin-top: 4px; padding: 6px 12px; font-size: 14px }
.options small { display: block; color: #949ba4; font-size: 12px } .options div { padding: 4px 0 }
.modal { width: 480px; margin: 0 auto; background: #393a41; border-radius: 12px; overflow: hidden }
.modal h1 { font-size: 20px; margin: 0; padding: 20px 20px 8px; color: #f2f3f5 }
.part { padding: 8px 20px }
.part label { font-weight: 500; color: #f2f3f5 } .part label i { color: #f23f42; font-style: normal }
.part .hint { font-size: 13px; color: #b5bac1 }
.input { margin-top: 6px; background: #313338; border: 1px solid #4e5058; border-radius: 8px; padding: 9px 12px; min-height: 40px; white-space: pre-wrap } .input.long { min-height: 90px }
.faint { color: #949ba4 }
.buttons { display: flex; justify-content: flex-end; gap: 8px; padding: 16px 20px }
`;
