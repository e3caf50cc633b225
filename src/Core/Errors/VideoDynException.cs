namespace VideoDyn.Core.Errors;

/// <summary>
/// An error that the user can mend. The message names the file or key, what was found and what was expected.
/// </summary>
public class VideoDynException : Exception
{
    /// <summary>Creates an error of the given kind.</summary>
    /// <param name="kind">What the user can act on.</param>
    /// <param name="message">One line that names the file or key, what was found and what was expected.</param>
    /// <param name="innerException">The cause, if another exception was.</param>
    public VideoDynException(ErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What the user can act on.</summary>
    public ErrorKind Kind { get; }

    /// <summary>An invalid option or configuration.</summary>
    public static VideoDynException Configuration(string message, Exception? innerException = null) =>
        new(ErrorKind.Configuration, message, innerException);

    /// <summary>An unreadable input.</summary>
    public static VideoDynException Input(string message, Exception? innerException = null) =>
        new(ErrorKind.Input, message, innerException);

    /// <summary>An unusable model or card.</summary>
    public static VideoDynException Model(string message, Exception? innerException = null) =>
        new(ErrorKind.Model, message, innerException);

    /// <summary>An unwritable output.</summary>
    public static VideoDynException Output(string message, Exception? innerException = null) =>
        new(ErrorKind.Output, message, innerException);
}
