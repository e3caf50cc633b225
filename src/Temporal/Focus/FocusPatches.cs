namespace VideoDyn.Temporal.Focus;

/// <summary>Who says where a focus model looks.</summary>
public enum FocusPatches
{
    /// <summary>Its policy network.</summary>
    Policy,

    /// <summary>Nobody: the middle of the picture, to compare with.</summary>
    Centre,

    /// <summary>Chance, the same for the same clip of the same stream, to compare with.</summary>
    Random,
}
