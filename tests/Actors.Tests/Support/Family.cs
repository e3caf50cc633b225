using VideoDyn.Actors.Supervision;
using VideoDyn.Actors.TestKit;

namespace VideoDyn.Actors.Tests.Support;

/// <summary>A parent with a strategy and two children, and what happened to them.</summary>
internal sealed class Family
{
    public Family(ActorWorld world, SupervisorStrategy strategy)
    {
        Parent = new Life("parent", Log);
        First = new Life("first", Log);
        Second = new Life("second", Log);
        Faults = world.Probe<ActorFault>();
        world.System.Events.Subscribe(Faults.Ref);
        Parent.OnStart = living =>
        {
            FirstRef = living.Surroundings.Spawn(First.Props, "first");
            SecondRef = living.Surroundings.Spawn(Second.Props, "second");
            return ValueTask.CompletedTask;
        };
        ParentRef = world.System.Spawn(Parent.Props with { ChildStrategy = strategy }, "parent");
        world.Run();
        Log.Clear();
    }

    public List<string> Log { get; } = [];

    public Life Parent { get; }

    public Life First { get; }

    public Life Second { get; }

    public Probe<ActorFault> Faults { get; }

    public IActorRef<Func<Living, ValueTask>> ParentRef { get; }

    public IActorRef<Func<Living, ValueTask>> FirstRef { get; private set; } = null!;

    public IActorRef<Func<Living, ValueTask>> SecondRef { get; private set; } = null!;
}
