#!/bin/sh
# Make sure that there is a Chromium for the browser tests; the argument is the playwright command.
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
  [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium for the browser tests: apt-get install chromium"
  apt-get update -qq >/dev/null 2>&1
  apt-get install -y -qq chromium >/dev/null 2>&1 && exit 0
fi
echo "Installing Chromium for the browser tests: playwright install chromium"
"$1" install chromium >/dev/null 2>&1 && exit 0
echo "The browser tests need Chromium and none could be installed: run 'sudo apt install chromium' (or set CHROMIUM to a browser's path), then make test again." >&2
exit 1
