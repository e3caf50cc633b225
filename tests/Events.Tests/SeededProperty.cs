using FsCheck;
using FsCheck.Fluent;

namespace VideoDyn.Events.Tests;

/// <summary>Checks a property on generated seeds, the same ones in every run.</summary>
internal static class SeededProperty
{
    public static void Holds(ulong seed, Func<Random, bool> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(int.MaxValue).WithReplay(seed, (seed * 2) + 1),
        Prop.ForAll<int>(number => property(new Random(number))));
}
