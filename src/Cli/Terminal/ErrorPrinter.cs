using VideoDyn.Core.Errors;

namespace VideoDyn.Cli.Terminal;

/// <summary>Prints an error the user can mend: one line per fault, the stack only when asked for.</summary>
internal static class ErrorPrinter
{
    public static void Print(VideoDynException error, bool verbose)
    {
        foreach (string line in error.Message.Split(Environment.NewLine))
            Console.Error.WriteLine($"videodyn: {line}");
        if (verbose)
            Console.Error.WriteLine(error);
    }
}
