"""Names that a telephone line may deliver and a page must only ever show."""

RUN = ("alert(1)", "window.ran=1", "fetch('//evil')")
SHAPES = (
    "<script>{run}</script>",
    "<img src=x onerror={run}>",
    "<svg onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<iframe srcdoc='<script>{run}</script>'>",
    "<a href=javascript:{run}>x</a>",
    "javascript:{run}",
    '"><script>{run}</script>',
    "' onmouseover='{run}",
    "</td></tr></table><script>{run}</script>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror={run}>",
    "<details open ontoggle={run}>",
    "<body onload={run}>",
    "<input autofocus onfocus={run}>",
    "<template><script>{run}</script></template>",
    "{{{{constructor.constructor('{run}')()}}}}",
    "${{{run}}}",
    "<%= {run} %>",
    "<!--<script>{run}</script>-->",
    "&lt;script&gt;{run}&lt;/script&gt;",
    "<b>{run}</b>",
    "<style>@import 'x:{run}'</style>",
)
HOSTILE = (
    *(shape.format(run=run) for run in RUN for shape in SHAPES),
    "\u202egnp.exe",
    "a\x00b\x1b[31mc",
    "名" * 500,
)
