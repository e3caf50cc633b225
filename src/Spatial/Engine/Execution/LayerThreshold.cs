namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>How far the numbers of one layer must move to be passed on.</summary>
/// <param name="name">Name of the value that the layer makes.</param>
internal sealed class LayerThreshold(string name)
{
    /// <summary>Name of the value that the layer makes.</summary>
    public string Name => name;

    /// <summary>Share of the layer's deviation.</summary>
    public double Value { get; set; }
}
