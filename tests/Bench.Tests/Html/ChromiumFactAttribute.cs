using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests.Html;

/// <summary>A fact that opens pages in a real browser; skipped where Chromium is not installed, unless data is required.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public const string Command = "/usr/bin/chromium";

    public ChromiumFactAttribute()
    {
        if (!File.Exists(Command) && !SharedData.IsRequired)
            Skip = "chromium is not installed (apt-get install chromium)";
    }
}
