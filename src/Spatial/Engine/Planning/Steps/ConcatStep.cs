namespace VideoDyn.Spatial.Engine.Planning.Steps;

/// <summary>
/// Puts maps side by side. Where it can, the steps that make the parts write straight into its map and it does nothing.
/// </summary>
internal sealed class ConcatStep(string name, Level level, int channels) : Step(name, level, channels);

/// <summary>Copies channels into a map of their own order, where a view is too scattered for its reader.</summary>
internal sealed class CopyStep(string name, Level level, int channels) : Step(name, level, channels);
