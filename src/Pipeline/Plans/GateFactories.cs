using VideoDyn.Core.Plans;
using VideoDyn.Temporal.Gates.Change;

namespace VideoDyn.Pipeline.Plans;

/// <summary>Reads the arguments of gates that have options.</summary>
internal static class GateFactories
{
    /// <summary>Reads <c>change:OPTION=VALUE,...</c>.</summary>
    public static IGate Change(string argument) => new ChangeGate(ChangeOptions(argument));

    private static ChangeGateOptions ChangeOptions(string argument)
    {
        var given = new PlanArguments(argument, "loss", "max-age", "confirm", "share");
        var standard = new ChangeGateOptions();
        double confirm = given.Number("confirm", standard.Confirm?.TotalSeconds ?? 0);
        return standard with
        {
            Loss = given.Number("loss", standard.Loss),
            MaxAge = TimeSpan.FromSeconds(given.Number("max-age", standard.MaxAge.TotalSeconds)),
            Confirm = confirm == 0 ? null : TimeSpan.FromSeconds(confirm),
            Share = given.Number("share", standard.Share),
        };
    }
}
