namespace VideoDyn.Synth;

/// <summary>What an object of the sample world is; the value is the class number in truth files and masks.</summary>
public enum SceneClass
{
    /// <summary>A person, also one who rides.</summary>
    Person = 1,

    /// <summary>A bicycle; its rider is a person of its own.</summary>
    Bicycle = 2,

    /// <summary>A passenger car.</summary>
    Car = 3,

    /// <summary>A delivery van.</summary>
    Van = 4,

    /// <summary>A dog.</summary>
    Dog = 5,
}
