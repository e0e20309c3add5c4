#!/usr/bin/env bash
# Takes the steps of the Dockerfile without Docker, in a directory of its own, as the files are committed: copies what
# it copies, runs what it runs, lays out what its last stage holds, starts that and asks its health check. It says
# nothing of the base image, the user, the read-only file system or the limits, which need Docker itself.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d)
trap 'kill "${relay:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
build="$folder/build" image="$folder/relay"
mkdir -p "$build" "$image"

git -C "$here/.." archive HEAD package.json package-lock.json .npmrc tsconfig.json plugin relay sandbox/package.json |
  tar -x -C "$build"
cd "$build"
sed -n 's/^RUN //p' relay/Dockerfile | while read -r step; do
  echo "+ $step"
  bash -euo pipefail -c "$step"
done

cp -R node_modules "$image/node_modules"
cp relay/package.json "$image/"
cp -R relay/dist "$image/dist"
rm -rf "$build"
cd "$image"
du -sh node_modules dist

export WECHAT_APP_ID=wx0000000000000000 WECHAT_APP_SECRET=rehearsal-1 IOT_APP_KEY=rehearsal IOT_APP_SECRET=rehearsal-2
export NODE_ENV=production HOST=127.0.0.1 PORT=${PORT:-18787}
node dist/main.js check
node dist/main.js start &
relay=$!
# The health check as the Dockerfile has it, asked until it is well, as Docker would.
check=$(node -e '
  const text = require("node:fs").readFileSync(process.argv[1], "utf8")
  console.log(JSON.parse(/HEALTHCHECK[^]*?CMD (\[.*\])/.exec(text)[1])[2])
' "$here/Dockerfile")
for _ in $(seq 50); do
  if node -e "$check"; then
    kill -TERM "$relay"
    wait "$relay"
    echo 'The image would start, be well and end cleanly.'
    exit 0
  fi
  sleep 0.1
done
echo 'The health check was never well.' >&2
exit 1
