"""What a browser may load and run on our pages, whatever should come to stand on one (W3C, Content Security Policy 3)."""

# Styles, scripts, pictures and fonts come from the site; Pagefind's index needs WebAssembly, the theme's icons are data.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'"
)
META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
