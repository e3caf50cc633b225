namespace VideoDyn.Pipeline.Configuration.Reloading;

/// <summary>Why a configuration was read again.</summary>
public enum ReloadCause
{
    /// <summary>The file changed.</summary>
    FileChanged,

    /// <summary>The process got SIGHUP.</summary>
    Signal,

    /// <summary>The program asked for it.</summary>
    Requested,
}
