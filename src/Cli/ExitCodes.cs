using VideoDyn.Core.Errors;

namespace VideoDyn.Cli;

/// <summary>What the process returns; documented in docs/errors.md.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Internal = 1;
    public const int Usage = 2;
    public const int Input = 3;
    public const int Model = 4;
    public const int Output = 5;
    public const int SomeInputsFailed = 6;
    public const int Interrupted = 130;

    public static int Of(ErrorKind kind) => kind switch
    {
        ErrorKind.Configuration => Usage,
        ErrorKind.Input => Input,
        ErrorKind.Model => Model,
        ErrorKind.Output => Output,
        _ => Internal,
    };
}
