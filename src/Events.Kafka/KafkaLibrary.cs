using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace VideoDyn.Events.Kafka;

/// <summary>Finds the distribution's librdkafka for the managed assembly, which expects the one of its own package.</summary>
internal static class KafkaLibrary
{
    private static readonly Lazy<string?> s_missing = new(Load);

    /// <summary>Why Kafka cannot be used here; null when it can.</summary>
    public static string? Missing => s_missing.Value;

    private static string? Load()
    {
        if (!NativeLibrary.TryLoad("librdkafka.so.1", out nint handle))
            return "librdkafka.so.1 is not installed (package librdkafka1)";
        NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, (name, _, _) => name switch
        {
            "libdl" => NativeLibrary.Load("libdl.so.2"),
            _ when name.Contains("rdkafka", StringComparison.Ordinal) => handle,
            _ => 0,
        });
        return null;
    }
}
