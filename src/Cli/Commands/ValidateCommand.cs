using System.CommandLine;
using VideoDyn.Pipeline.Configuration;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn validate</c>: is a configuration right, and what does it mean?</summary>
internal static class ValidateCommand
{
    private const string Description = """
        Check a configuration of cameras: every error at once with its line, or what each camera resolves to. Secrets are not
        printed. Exit code 0 when the file is right, 2 when it is not.

        Examples:
          videodyn validate cameras.yaml
          videodyn validate cameras.yaml --no-files
        """;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A configuration such as cameras.yaml." };
        var noFiles = new Option<bool>("--no-files") { Description = "Do not look whether models and videos exist, e.g. on another machine." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print errors only." };
        var command = new Command("validate", Description) { file, noFiles, quiet };
        command.SetAction(parsed =>
        {
            CameraSet set = CamerasFile.Read(
                parsed.GetRequiredValue(file), new ConfigurationReadOptions { CheckFiles = !parsed.GetValue(noFiles) });
            if (!parsed.GetValue(quiet))
                Console.Out.Write(ValidateReport.Of(set));
            return ExitCodes.Done;
        });
        return command;
    }
}
