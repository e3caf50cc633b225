using System.CommandLine;
using System.CommandLine.Help;
using VideoDyn.Cli;
using VideoDyn.Cli.Commands;
using VideoDyn.Cli.Terminal;
using VideoDyn.Core.Errors;

var root = new Command("videodyn", """
    Video analytics that computes only when and where it can change the answer.

    Examples:
      videodyn demo
      videodyn run street.mp4 --model detector.onnx --annotate
      videodyn bench street.mp4 --model detector.onnx
      videodyn inspect street.mp4
      videodyn validate cameras.yaml
      videodyn events list videodyn-out/outbox.db
      videodyn sinks test cameras.yaml
      videodyn doctor
    """)
{
    new HelpOption(),
    new VersionOption(),
    RunCommand.Create(),
    DemoCommand.Create(),
    BenchCommand.Create(),
    TuneCommand.Create(),
    SynthCommand.Create(),
    EvaluateCommand.Create(),
    InspectCommand.Create(),
    ValidateCommand.Create(),
    EventsCommand.Create(),
    SinksCommand.Create(),
    DoctorCommand.Create(),
};

ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
if (parsed.Errors.Count > 0)
{
    foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
        Console.Error.WriteLine($"videodyn: {message}");
    Console.Error.WriteLine($"videodyn: see videodyn {string.Concat(parsed.CommandResult.Command.Parents.Any() ? parsed.CommandResult.Command.Name + " " : "")}--help");
    return ExitCodes.Usage;
}

try
{
    // Interruption is ours: files must be finished before the process ends.
    int code = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    return args.Length == 0 ? ExitCodes.Usage : code;
}
catch (VideoDynException error)
{
    ErrorPrinter.Print(error, args.Contains("--verbose") || args.Contains("-v"));
    return ExitCodes.Of(error.Kind);
}
catch (Exception error)
{
    Console.Error.WriteLine("videodyn: internal error, please report it with the command line, the input and these lines:");
    Console.Error.WriteLine(error);
    return ExitCodes.Internal;
}
