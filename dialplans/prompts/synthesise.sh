#!/bin/sh
# Speaks the prompts of prompts.txt with espeak-ng and writes them as 8 kHz mono wav below zh/.
# Needs Debian's espeak-ng and sox. The wav files are committed: run it again only after changing the text.
set -eu
cd "$(dirname "$0")"
for tool in espeak-ng sox; do
    command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install espeak-ng sox" >&2; exit 1; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
grep -v '^#' prompts.txt | while IFS='|' read -r name text; do
    [ -n "$name" ] || continue
    mkdir -p "zh/$(dirname "$name")"
    espeak-ng -v cmn -s 210 -p 45 -g 1 -w "$scratch/raw.wav" "$text" </dev/null
    # telephone band, no silence around, even loudness, no dither: the same text gives the same file
    sox -D "$scratch/raw.wav" -r 8000 -c 1 -b 16 "zh/$name.wav" \
        gain -6 highpass 200 lowpass 3400 silence 1 0.02 0.3% reverse silence 1 0.02 0.3% reverse \
        norm -4 pad 0.05 0.1
    echo "$name: $text"
done
