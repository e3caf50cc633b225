namespace VideoDyn.Spatial.Engine;

/// <summary>A node at which the graph is cut, and why.</summary>
/// <param name="Node">Operator and name.</param>
/// <param name="Reason">Why the engine does not run it.</param>
public sealed record EngineCut(string Node, string Reason);

/// <summary>Which part of a model runs in the block engine.</summary>
public sealed record EngineReport
{
    /// <summary>The nodes at which the graph is cut; empty when the engine runs all of it.</summary>
    public required IReadOnlyList<EngineCut> Cuts { get; init; }

    /// <summary>The values that pass from the engine to the rest; empty when there is no rest.</summary>
    public required IReadOnlyList<string> CutValues { get; init; }

    /// <summary>Multiply-accumulates of a full pass in the engine, as the graph states them.</summary>
    public required long EngineMacs { get; init; }

    /// <summary>Multiply-accumulates of the rest, which runs in ONNX Runtime.</summary>
    public required long RestMacs { get; init; }

    /// <summary>Nodes of the graph that the engine covers.</summary>
    public required int EngineNodes { get; init; }

    /// <summary>Nodes that the rest consists of.</summary>
    public required int RestNodes { get; init; }

    /// <summary>Operations the engine executes per frame, after fusion.</summary>
    public required int Operations { get; init; }

    /// <summary>The engine's share of all multiply-accumulates, from 0 to 1.</summary>
    public double Share => EngineMacs + RestMacs == 0 ? 1 : (double)EngineMacs / (EngineMacs + RestMacs);
}
