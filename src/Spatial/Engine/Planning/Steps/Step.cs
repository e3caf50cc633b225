namespace VideoDyn.Spatial.Engine.Planning.Steps;

/// <summary>One operation of the engine: it makes one map from maps.</summary>
internal abstract class Step(string name, Level level, int channels)
{
    /// <summary>Name of the graph's value that it makes, for messages and reports.</summary>
    public string Name { get; set; } = name;

    /// <summary>Size of its map.</summary>
    public Level Level { get; } = level;

    /// <summary>Channels of its map.</summary>
    public int Channels { get; } = channels;

    /// <summary>What it reads.</summary>
    public List<Source> Inputs { get; } = [];

    /// <summary>Where its map lies; assigned when all steps are known.</summary>
    public Layout.Region? Region { get; set; }

    /// <summary>Which of its pixels a mask makes active; assigned with <see cref="Region"/>.</summary>
    public Activity.ActiveSet? Active { get; set; }

    /// <summary>Which of its pixels others have to look at again: the active ones, or fewer; assigned with <see cref="Active"/>.</summary>
    public Activity.ActiveSet? Moved { get; set; }

    /// <summary>Multiply-accumulates for each pixel of its map.</summary>
    public virtual long MacsPerPixel => 0;
}
