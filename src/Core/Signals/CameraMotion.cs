namespace VideoDyn.Core.Signals;

/// <summary>What the picture as a whole says about the camera.</summary>
public enum CameraMotion
{
    /// <summary>Too little changed for the camera to have moved, or it moved by nothing that counts.</summary>
    Still,

    /// <summary>Much changed, and no shift of the picture explains it: objects, light, a turn or zoom of the camera, no texture.</summary>
    Unclear,

    /// <summary>The picture moves to and fro.</summary>
    Shake,

    /// <summary>The picture moves on in one direction.</summary>
    Pan,
}
