using System.Globalization;
using System.Text.Json;
using VideoDyn.Pipeline.Live;

namespace VideoDyn.Cli.Terminal;

/// <summary>Says on standard error that a camera was lost or is back.</summary>
internal static class CircuitPrinter
{
    public static void Print(string camera, CircuitChange change, RunProgress? progress)
    {
        progress?.Wipe();
        Console.Error.WriteLine(change switch
        {
            CircuitChange.Lost lost => $"videodyn: {camera}: lost ({JsonNamingPolicy.KebabCaseLower.ConvertName(lost.Reason.ToString())})",
            CircuitChange.Restored restored => string.Create(CultureInfo.InvariantCulture, $"videodyn: {camera}: back after {restored.Gap.TotalSeconds:F1} s"),
            _ => $"videodyn: {camera}: {change}",
        });
    }
}
