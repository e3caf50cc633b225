using VideoDyn.Pipeline.Configuration.Settings;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>What a new configuration changes for the cameras that run.</summary>
public sealed record CameraChanges
{
    /// <summary>Cameras that come.</summary>
    public required ValueList<CameraConfiguration> Added { get; init; }

    /// <summary>Names of cameras that go.</summary>
    public required ValueList<string> Removed { get; init; }

    /// <summary>Cameras that stay but ask for something else.</summary>
    public required ValueList<CameraChange> Changed { get; init; }

    /// <summary>Names of cameras that must not notice anything.</summary>
    public required ValueList<string> Unchanged { get; init; }

    /// <summary>Whether sinks, server, connection rate or batches of crops change.</summary>
    public bool SharedChanged { get; init; }

    /// <summary>Whether nothing changes.</summary>
    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count == 0 && !SharedChanged;

    /// <summary>Compares two configurations; cameras are the same when their names are.</summary>
    /// <param name="before">What runs.</param>
    /// <param name="after">What is asked for.</param>
    public static CameraChanges Between(CameraSet before, CameraSet after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        Dictionary<string, CameraConfiguration> old = before.Cameras.ToDictionary(camera => camera.Name);
        HashSet<string> kept = [.. after.Cameras.Select(camera => camera.Name)];
        CameraChange[] both = [.. after.Cameras.Where(camera => old.ContainsKey(camera.Name)).Select(camera => new CameraChange(old[camera.Name], camera))];
        return new CameraChanges
        {
            Added = [.. after.Cameras.Where(camera => !old.ContainsKey(camera.Name))],
            Removed = [.. before.Cameras.Select(camera => camera.Name).Where(name => !kept.Contains(name))],
            Changed = [.. both.Where(change => change.Parts != CameraParts.None)],
            Unchanged = [.. both.Where(change => change.Parts == CameraParts.None).Select(change => change.After.Name)],
            SharedChanged = !before.Sinks.Equals(after.Sinks) || before.Outbox != after.Outbox
                || before.Server != after.Server || before.ConnectRate != after.ConnectRate || before.CropBatches != after.CropBatches,
        };
    }
}

/// <summary>What changes for one camera.</summary>
/// <param name="Before">What runs.</param>
/// <param name="After">What is asked for.</param>
public sealed record CameraChange(CameraConfiguration Before, CameraConfiguration After)
{
    /// <summary>The parts that differ.</summary>
    public CameraParts Parts { get; } = Compare(Before, After);

    private static CameraParts Compare(CameraConfiguration one, CameraConfiguration other) =>
        If(one.Input != other.Input, CameraParts.Input)
        | If(one.Live != other.Live || one.Reconnect != other.Reconnect, CameraParts.Live)
        | If(ModelOf(one) != ModelOf(other) || one.Actions != other.Actions, CameraParts.Model)
        | If((one.Gate, one.Decode, one.Region, one.Audit, one.Detect.Fps) != (other.Gate, other.Decode, other.Region, other.Audit, other.Detect.Fps), CameraParts.Plan)
        | If(one.Tracker != other.Tracker, CameraParts.Tracker)
        | If(one.Output != other.Output || one.Recording != other.Recording, CameraParts.Output)
        | If(!(one.Mask.Equals(other.Mask) && one.Zones.Equals(other.Zones) && one.Tripwires.Equals(other.Tripwires) && one.Objects.Filters.Equals(other.Objects.Filters) && one.Ground == other.Ground), CameraParts.Rules)
        | If(one.Events != other.Events, CameraParts.Events)
        | If(one.Weight != other.Weight, CameraParts.Weight);

    // Whatever the analyzer is loaded with.
    private static (ModelSettings, DetectSettings, ObjectSettings) ModelOf(CameraConfiguration camera) =>
        (camera.Model, camera.Detect with { Fps = null }, camera.Objects with { Filters = [] });

    private static CameraParts If(bool differs, CameraParts part) => differs ? part : CameraParts.None;
}
