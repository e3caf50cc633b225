namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>The thresholds of one stream's layers, for the mask rule that lets layers withhold small changes.</summary>
/// <param name="standard">What every layer begins with.</param>
internal sealed class ThresholdTable(double standard)
{
    private readonly List<LayerThreshold> _layers = [];

    /// <summary>The layers from front to back, each once.</summary>
    public IReadOnlyList<LayerThreshold> Layers => _layers;

    /// <summary>The threshold of a layer.</summary>
    /// <param name="name">Name of the value that it makes.</param>
    public LayerThreshold Of(string name)
    {
        LayerThreshold? layer = _layers.Find(known => known.Name == name);
        if (layer is null)
            _layers.Add(layer = new LayerThreshold(name) { Value = standard });
        return layer;
    }
}
