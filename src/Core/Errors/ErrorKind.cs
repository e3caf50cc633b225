namespace VideoDyn.Core.Errors;

/// <summary>What went wrong, in the terms a user can act on. The command line maps each kind to one exit code.</summary>
public enum ErrorKind
{
    /// <summary>A defect of the program itself.</summary>
    Internal,

    /// <summary>A wrong option, a contradiction between options, or an invalid configuration file.</summary>
    Configuration,

    /// <summary>A video, image sequence or stream that cannot be read.</summary>
    Input,

    /// <summary>A model or model card that cannot be used.</summary>
    Model,

    /// <summary>A file, folder or stream that cannot be written.</summary>
    Output,
}
