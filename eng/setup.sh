# Sourced by ./videodyn and ./test.sh: checks and installs what they need. Every step is idempotent and says what it does.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

say() { echo "setup: $*" >&2; }
fail() { echo "setup: $*" >&2; exit 1; }

require_sdk() {
    command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: apt-get install dotnet-sdk-10.0, or see https://dot.net"
    dotnet --version >/dev/null 2>&1 || fail "no installed .NET SDK satisfies global.json (10.0): found $(dotnet --list-sdks | tr '\n' ' ')"
}

# ldconfig lies outside the path of ordinary users on Debian.
libraries() { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p; }

# Not a pipe: grep would leave early, and the broken pipe would count as a failure.
have_library() { grep -q "$1" <<<"$(libraries)"; }

# FFmpeg 5.1, 6 or 7: the sonames that src/Media knows how to read.
have_ffmpeg() { have_library 'libavformat\.so\.\(59\|60\|61\)' && have_library 'libavcodec\.so\.\(59\|60\|61\)' && have_library 'libswscale\.so\.[678]'; }

apt_install() {
    local missing="$*"
    if [ "$(id -u)" != 0 ]; then
        fail "needs distribution packages; run: sudo apt-get install -y --no-install-recommends $missing"
    fi
    say "installing $missing"
    local log; log="$(mktemp)"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1 ||
        { cat "$log" >&2; fail "apt-get could not install $missing"; }
    rm -f "$log"
}

# The package that brings FFmpeg's libraries carries the major in its name; the ffmpeg package depends on the right one everywhere.
setup_ffmpeg() { have_ffmpeg || apt_install ffmpeg; have_ffmpeg || fail "FFmpeg 5.1, 6 or 7 is needed; found $(libraries | grep -o 'libavformat\.so\.[0-9]*' | sort -u | tr '\n' ' ')"; }

# Only tests open pages; where the distribution has no such package they are skipped.
setup_chromium() { [ -x /usr/bin/chromium ] || (apt_install chromium) || say "without chromium the tests of pages are skipped"; }

# Only tests of live cameras talk to it; where the distribution has no such packages they are skipped.
setup_gstreamer() {
    local probe='import gi; gi.require_version("Gst", "1.0"); gi.require_version("GstRtspServer", "1.0"); from gi.repository import Gst, GstRtspServer; Gst.init(None); assert all(map(Gst.ElementFactory.find, ("qtdemux", "h264parse", "rtph264pay", "rtpbin")))'
    /usr/bin/python3 -c "$probe" 2>/dev/null && return
    (apt_install python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly) ||
        say "without GStreamer's RTSP server the tests that need it are skipped"
}

# Only tests of message brokers start them; where the distribution has no such packages they are skipped.
# The tests start brokers of their own, whatever runs on this machine.
setup_brokers() {
    [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] && [ -x /usr/sbin/mosquitto ] && [ -x /usr/bin/mosquitto_sub ] &&
        have_library 'libmosquitto\.so\.1' && have_library 'librdkafka\.so\.1' && return
    (apt_install rabbitmq-server mosquitto mosquitto-clients libmosquitto1 librdkafka1) ||
        say "without RabbitMQ, Mosquitto and librdkafka the tests that need them are skipped"
}

# Events wait in an SQLite file until they are delivered.
setup_sqlite() { have_library 'libsqlite3\.so\.0' || apt_install libsqlite3-0; }

# Only tests of the training programs need it; the product never does.
setup_training() {
    [ -d /usr/lib/python3/dist-packages/torch ] && [ -d /usr/lib/python3/dist-packages/onnx ] && return
    (apt_install python3-torch python3-onnx) || say "without PyTorch the tests of the training programs are skipped"
}

setup_onnxruntime() {
    local feed="$root/artifacts/feed"
    [ -f "$feed/Microsoft.ML.OnnxRuntime.1.29.0.nupkg" ] && return
    if dotnet restore "$root/eng/onnxruntime/probe.csproj" --artifacts-path "$root/artifacts/probe" -v quiet >/dev/null 2>&1; then return; fi
    say "packing ONNX Runtime 1.29.0 into artifacts/feed (once, about half a minute)"
    "$root/eng/onnxruntime/pack.sh" "$feed"
}

setup_runtime() {
    local stamp="$root/artifacts/.setup"
    if [ -f "$stamp" ] && [ ! "$root/eng/setup.sh" -nt "$stamp" ] && have_ffmpeg; then return; fi
    require_sdk
    setup_ffmpeg
    setup_sqlite
    setup_onnxruntime
    mkdir -p "$root/artifacts"
    touch "$stamp"
}

# Builds only when a source is newer than the last build.
build_cli() {
    local stamp="$root/artifacts/.cli-built"
    if [ -f "$stamp" ] && [ -z "$(find "$root/src" "$root"/Directory.* "$root/samples/models" -newer "$stamp" -print -quit)" ]; then return; fi
    say "building"
    local log; log="$(mktemp)"
    dotnet build "$root/src/Cli/VideoDyn.Cli.csproj" -c Release -v quiet -nologo >"$log" 2>&1 || { cat "$log" >&2; fail "the build failed"; }
    rm -f "$log"
    touch "$stamp"
}
