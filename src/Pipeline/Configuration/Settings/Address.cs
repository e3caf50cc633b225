using VideoDyn.Pipeline.Configuration.Secrets;

namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>A text that tells where pictures come from, and of which kind it is.</summary>
/// <param name="Text">The text, with absolute paths.</param>
/// <param name="Kind">Its kind.</param>
internal sealed record Address(Secret Text, AddressKind Kind);
