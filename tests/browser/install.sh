#!/bin/sh
# Make sure that there is a Chromium for the browser tests; the argument is the playwright command.
have() {
  for name in "$@"; do
    [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}
have "${CHROMIUM:-}" chromium-headless-shell && exit 0
if [ "$(id -u)" = 0 ] && have apt-get; then
  echo "Installing Chromium for the browser tests: apt-get install chromium-headless-shell"
  apt-get update -qq >/dev/null 2>&1
  apt-get install -y -qq chromium-headless-shell >/dev/null 2>&1 && exit 0
  have chromium && exit 0
  apt-get install -y -qq chromium >/dev/null 2>&1 && exit 0
fi
have chromium chromium-browser google-chrome && exit 0
echo "Installing Chromium for the browser tests: playwright install chromium"
"$1" install chromium >/dev/null 2>&1 && exit 0
echo "The browser tests need Chromium and none could be installed: run 'sudo apt install chromium' (or set CHROMIUM to a browser's path), then make test again." >&2
exit 1
