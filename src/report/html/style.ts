// The page's style sheet: light and dark, paper, and every width from a hand's to a wall's.
export const STYLE = `
:root{color-scheme:light dark;--page:#f7f6f3;--card:#fffefb;--sunken:#f0eee9;--ink:#1d1b18;--soft:#5c574f;--line:#dedad1;--strong:#a8a196;--arrow:#8d867b;
--link:#1f5a86;--deny:#b3261e;--deny-tint:#fdf0ee;--on-deny:#fff;--ask:#8a5300;--ask-tint:#fdf5e4;--on-ask:#fff;--allow:#5c574f;--allow-tint:#f0eee9;--ok:#20693f;--focus:#1f5a86;
--mono:ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace}
@media screen and (prefers-color-scheme:dark){:root{--page:#141517;--card:#1b1d20;--sunken:#232529;--ink:#eceae6;--soft:#aba79f;--line:#34373c;--strong:#6d7178;--arrow:#7d828a;
--link:#8cc2ef;--deny:#ff8f85;--deny-tint:#3a1e1c;--on-deny:#2a0907;--ask:#f0bd62;--ask-tint:#352813;--on-ask:#2a1b02;--allow:#aba79f;--allow-tint:#26282c;--ok:#7fd0a0;--focus:#8cc2ef}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
.top,main,footer{max-width:1280px;margin:0 auto;padding:0 40px}
h1,h2,h3,h4,p,ul,dl,dd,pre,fieldset{margin:0;padding:0;border:0}
ul{list-style:none}
code,pre,.path,.at{font-family:var(--mono);font-size:.86em}
bdi,.path{unicode-bidi:isolate}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999px;top:8px;padding:8px 16px;background:var(--card)}
.skip:focus{left:16px}
.top{padding-top:56px;padding-bottom:8px}
.brand{font-size:14px;font-weight:600;letter-spacing:.01em;color:var(--soft)}
h1{margin:10px 0 26px;font-size:clamp(28px,4.2vw,44px);line-height:1.12;letter-spacing:-.022em;font-weight:680;text-wrap:balance}
h1 span{color:var(--soft);font-weight:450}
.note{margin:-14px 0 22px;color:var(--ask);font-weight:600}
.context{display:flex;flex-wrap:wrap;gap:14px 40px;font-size:14px}
.context dt{color:var(--soft)}
.context .digest{min-width:0}
.context code{color:var(--soft);word-break:break-all}
main>section{margin-top:56px}
h2{margin-bottom:22px;font-size:24px;line-height:1.25;letter-spacing:-.012em;font-weight:660}
.empty{padding:28px 32px;border-radius:12px;background:var(--card);color:var(--soft)}
.picture{padding:28px;border-radius:16px;background:var(--card);border:1px solid var(--line)}
.picture svg{display:block;width:100%;height:auto;overflow:hidden}
.picture svg svg,.legend svg svg{display:inline;width:revert-layer;overflow:hidden}
.client-panel+.client-panel{margin-top:0}
.narrow{display:none!important}
svg text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--ink);unicode-bidi:plaintext}
.heading{font-size:14.5px;font-weight:650}
.name{font-size:14.5px;font-weight:620}
.label{font-size:12.5px}
svg .muted{font-size:11.5px;fill:var(--soft)}
svg .code{font-family:var(--mono);font-size:11.5px;fill:var(--soft)}
.client{fill:var(--sunken);stroke:var(--line)}
svg .file-name{font-size:12px;fill:var(--ink)}
.server{fill:var(--card);stroke:var(--strong);stroke-width:1.25}
.server.deny{stroke:var(--deny);fill:var(--deny-tint)}
.server.ask{stroke:var(--ask)}
.server.off{stroke-dasharray:4 4;fill:var(--sunken);stroke:var(--strong)}
.boundary{fill:none;stroke:var(--strong);stroke-width:1.25;stroke-dasharray:2 5;stroke-linecap:round}
.boundary-label{font-size:11px;fill:var(--soft)}
.halo{paint-order:stroke;stroke:var(--card);stroke-width:8px;stroke-linejoin:round}
.arrow{fill:none;stroke:var(--arrow);stroke-width:1.35}
.tip{fill:var(--arrow)}
.arrow.deny{stroke:var(--deny)}.tip.deny{fill:var(--deny)}
.arrow.ask{stroke:var(--ask)}.tip.ask{fill:var(--ask)}
.arrow.off{stroke-dasharray:3 4}
.icon,.person path{fill:none;stroke:var(--soft);stroke-width:1.3;stroke-linejoin:round;stroke-linecap:round}
.person circle{fill:var(--sunken);stroke:var(--line)}
.mark .glyph{fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.mark-text{font-size:11.5px;font-weight:600;fill:currentColor!important}
.mark{text-decoration:none}
.mark.deny{color:var(--deny)}.mark.deny .mark-box{fill:var(--deny-tint);stroke:var(--deny)}
.mark.ask{color:var(--ask)}.mark.ask .mark-box{fill:var(--ask-tint);stroke:var(--ask)}
.mark:is(.waived,.known){color:var(--allow)}.mark:is(.waived,.known) .mark-box{fill:var(--allow-tint);stroke:var(--strong)}
.mark.deny.severe{color:var(--on-deny)}.mark.deny.severe .mark-box{fill:var(--deny)}
.mark.ask.severe{color:var(--on-ask)}.mark.ask.severe .mark-box{fill:var(--ask)}
.mark:hover .mark-box{stroke-width:2.5}
.mark:focus-visible{outline:none}
.mark:focus-visible .mark-box{stroke:var(--focus);stroke-width:4}
.legend{display:flex;flex-wrap:wrap;align-items:center;gap:6px 24px;margin-top:16px;font-size:14px;color:var(--soft)}
.legend span:first-child{display:flex;flex-wrap:wrap;gap:8px}
.legend svg{display:block}
summary{cursor:pointer;border-radius:6px}
.folded{margin:4px 0 24px;padding:14px 18px;border-radius:10px;background:var(--sunken)}
.folded[open]{background:none;padding:0}
.folded[open] summary{padding:14px 18px;margin-bottom:20px;border-radius:10px;background:var(--sunken)}
.folded .names{color:var(--soft);font-size:14px;margin-left:6px}
.table{margin-top:16px;font-size:14px}
.table>summary{color:var(--link);display:inline-block}
.scroll{overflow-x:auto;margin-top:14px;border:1px solid var(--line);border-radius:12px;background:var(--card)}
table{border-collapse:collapse;width:100%;min-width:560px;font-size:14px}
.table table{min-width:960px}
table{table-layout:fixed}
.table th:nth-child(1){width:11%}.table th:nth-child(2){width:21%}.table th:nth-child(3){width:16%}.table th:nth-child(4){width:24%}
.checked th:nth-child(1){width:50%}
th,td{padding:10px 16px;text-align:start;vertical-align:top;font-weight:400;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--soft)}
tbody th{font-weight:620}
.number{text-align:end;font-variant-numeric:tabular-nums}
td a{display:inline-block;margin-right:8px}
td a.deny{color:var(--deny)}td a.ask{color:var(--ask)}td a:is(.waived,.known){color:var(--allow)}
.filter{display:flex;flex-wrap:wrap;align-items:center;gap:8px;margin-bottom:24px;font-size:14px}
.filter legend{float:left;color:var(--soft);margin-right:8px;padding:0}
.filter span{position:relative}
.filter input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.filter label{display:block;padding:5px 14px;border:1px solid var(--line);border-radius:999px;background:var(--card)}
.filter b{font-weight:600;color:var(--soft);font-variant-numeric:tabular-nums}
.filter input:checked+label{background:var(--ink);border-color:var(--ink);color:var(--page)}
.filter input:checked+label b{color:var(--page)}
.filter input:focus-visible+label{outline:3px solid var(--focus);outline-offset:2px}
body:has(#show-deny:checked) .entry:not(.deny):not(:has(:target)),body:has(#show-ask:checked) .entry:not(.ask):not(:has(:target)),body:has(#show-waived:checked) .entry:not(.waived):not(:has(:target)),body:has(#show-known:checked) .entry:not(.known):not(:has(:target)){display:none}
.of-file+.of-file{margin-top:44px}
.of-file>header{margin-bottom:14px}
h3{font-size:16px;font-weight:650}
h3.path{font-size:15px}
.counts{color:var(--soft);font-size:14px}
.entry{margin-top:12px;padding:22px 26px 24px;border:1px solid var(--line);border-radius:12px;background:var(--card)}
.entry>header{display:flex;flex-wrap:wrap;align-items:center;gap:4px 10px}
.entry h4{flex-basis:100%;margin-top:6px;font-size:18px;line-height:1.35;font-weight:640;letter-spacing:-.005em}
.chip{padding:1px 11px 2px;border-radius:999px;font-size:13px;font-weight:620;border:1px solid currentColor}
.severity{font-size:14px;color:var(--soft)}
.deny .chip,.problem .chip{color:var(--deny);background:var(--deny-tint)}
.ask .chip{color:var(--ask);background:var(--ask-tint)}
.entry:is(.waived,.known) .chip{color:var(--allow);background:var(--allow-tint)}
.deny.severe .chip{color:var(--on-deny);background:var(--deny);border-color:var(--deny)}
.ask.severe .chip{color:var(--on-ask);background:var(--ask);border-color:var(--ask)}
.entry:is(.waived,.known){background:none}.entry:is(.waived,.known) :is(h4,p,.remedy,.subject){color:var(--soft);font-weight:500}
.entry p{max-width:70ch;margin-top:14px}
.places li>:last-child{max-height:14em;overflow:auto}
.places{margin-top:12px;border-radius:8px;background:var(--sunken);font-size:14.5px}
.places li{display:grid;grid-template-columns:minmax(4.5em,max-content) 1fr;gap:0 14px;padding:7px 14px;scroll-margin-top:20vh}
.places li+li{border-top:1px solid var(--line)}
.places li:target{border-radius:8px;outline:3px solid var(--focus);outline-offset:-1px}
.at{color:var(--soft);line-height:1.8}
.subject{font-weight:620}
.args{color:var(--soft)}
.entry dl{margin-top:16px;font-size:14.5px}
.entry dt{color:var(--soft);font-size:13.5px}
.entry dd{margin-bottom:9px}
.entry dd:last-child{margin-bottom:0}
@media (min-width:960px){.entry:not(.problem){display:grid;grid-template:auto 1fr/minmax(0,1fr) 380px;gap:0 44px}.entry>header,.entry>div{grid-column:1}.entry dl{grid-column:2;grid-row:1/span 2;margin-top:0}}
.remedy{font-weight:560}
dd code{color:var(--soft)}
.fix{margin-top:6px}
.fix summary{color:var(--ok);display:inline-block}
.fix pre{margin:6px 0 4px;padding:10px 14px;border-radius:8px;background:var(--card);white-space:pre-wrap}
.fix pre>*,.fix ins span{display:block;text-decoration:none}
.hunk{color:var(--soft)}del{color:var(--deny)}ins{color:var(--ok)}
footer{margin-top:64px;padding-bottom:56px;font-size:14px;color:var(--soft)}
@media (max-width:1020px){.wide{display:none!important}.narrow{display:block!important;max-width:520px;margin:0 auto}.picture{padding:20px}.client-panel+.client-panel{margin-top:28px}}
@media (max-width:600px){.top,main,footer{padding-left:16px;padding-right:16px}.top{padding-top:32px}main>section{margin-top:44px}.picture{padding:14px 10px}.entry{padding:18px 16px 20px}.context{gap:10px 28px}.places li{padding:7px 10px;gap:0 10px}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{:root{--page:#fff;--card:#fff;--sunken:#f4f3f0;--ink:#000;--soft:#4d4943}.skip,.filter,.table>summary{display:none}.top,main,footer{max-width:none;padding-left:0;padding-right:0}.entry{break-inside:avoid}details::details-content{content-visibility:visible;display:block}.wide{display:block!important}.narrow{display:none!important}}
`;
