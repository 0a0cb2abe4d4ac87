/** The looks of Slack's desktop client, light, as near as need be. */
export const SLACK_CSS = `
* { box-sizing: border-box }
body { margin: 0; padding: 20px; background: #fff; color: #1d1c1d; font: 15px/1.467 Lato, "Liberation Sans", Arial, sans-serif }
.message { display: flex; gap: 10px }
.content { flex: 1; min-width: 0; max-width: 620px }
.avatar { flex: none; width: 36px; height: 36px; border-radius: 8px; background: #26384a; color: #fff; font: bold 22px/34px Georgia, serif; text-align: center }
.who { line-height: 1.3 } .app { margin: 0 6px; padding: 1px 3px; border-radius: 2px; background: #e8e8e8; color: #616061; font-size: 10px; font-weight: bold } .when { color: #616061; font-size: 12px }
.block { margin: 6px 0; overflow-wrap: anywhere }
.block.header { margin: 12px 0 6px; font-size: 18px; font-weight: 900; line-height: 1.33 }
.block.section { display: flex; gap: 12px; align-items: flex-start; justify-content: space-between }
.words { min-width: 0 } .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; flex: 1 }
.block.context { color: #616061; font-size: 13px; line-height: 1.4 } .block.context span + span { margin-left: 8px }
.block.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 10px } .block.divider hr { border: 0; border-top: 1px solid #ddd; margin: 10px 0 }
a { color: #1264a3 } mark { background: #f2c74466; color: #1264a3; border-radius: 3px; padding: 0 2px }
code { padding: 2px 3px; border: 1px solid #ddd; border-radius: 3px; background: #f8f8f8; color: #e01e5a; font: 12px "Liberation Mono", monospace }
pre { margin: 4px 0; padding: 8px; border: 1px solid #ddd; border-radius: 4px; background: #f8f8f8; font: 12px/1.5 "DejaVu Sans Mono", monospace; white-space: pre-wrap }
blockquote { margin: 2px 0; padding-left: 12px; border-left: 4px solid #ddd }
button { height: 28px; padding: 0 12px; border: 1px solid #bbb; border-radius: 4px; background: #fff; color: #1d1c1d; font: bold 13px Lato, "Liberation Sans", sans-serif; white-space: nowrap }
button.primary { border-color: #007a5a; background: #007a5a; color: #fff } button.danger { border-color: #e01e5a; background: #fff; color: #e01e5a }
.overflow { position: relative; display: inline-flex; gap: 6px; align-items: center } .overflow button { padding: 0 8px } .unfolded { color: #616061; font-size: 11px } .unfolded span { padding: 2px 6px; border: 1px dashed #ccc; border-radius: 3px; margin-right: 3px }
.picture { display: flex; align-items: center; justify-content: center; height: 90px; border: 1px solid #ddd; border-radius: 8px; background: #f4f4f4; color: #616061; font-size: 13px }
aside { margin: 18px 0 0 46px; max-width: 620px; padding: 8px 10px; border-radius: 8px; background: #f1f0f3; font-size: 12px; color: #454245 } aside b { display: block; font-size: 10px; text-transform: uppercase; color: #868686 }
.modal { width: 520px; margin: 0 auto; border: 1px solid #ccc; border-radius: 10px; box-shadow: 0 8px 30px #0003 } .modal header { display: flex; align-items: center; gap: 12px; padding: 16px 22px } .modal h1 { flex: 1; margin: 0; font-size: 20px } .x { color: #616061 }
.modal > section { padding: 0 22px 8px } .modal footer { display: flex; justify-content: flex-end; gap: 10px; padding: 14px 22px; border-top: 1px solid #eee } .modal footer button { height: 36px; font-size: 15px }
.input { margin: 14px 0 } label { font-weight: bold } label i { color: #616061; font-weight: normal; font-style: normal }
.box { display: block; margin-top: 6px; padding: 8px 10px; min-height: 38px; border: 1px solid #8686868c; border-radius: 4px; font-weight: normal; white-space: pre-wrap } .box em { color: #868686; font-style: normal } .box.tall { min-height: 84px } .box.select::after { content: "⌄"; float: right; color: #616061 } .actions .box { display: inline-block; margin: 0; padding: 2px 10px; min-height: 28px; min-width: 160px; font-size: 13px }
label.wrong .box { border-color: #e01e5a; box-shadow: 0 0 0 3px #e01e5a22 } small { display: block; margin-top: 4px; color: #616061; font-size: 13px } small.error { color: #c01343; font-weight: bold }
.home { max-width: 660px; margin: 0 auto }
`;
