namespace VideoDyn.Synth.Actors;

/// <summary>Somebody or something that moves along a course.</summary>
/// <param name="id">Number of its first object, from 1.</param>
/// <param name="course">When and where.</param>
internal abstract class Actor(int id, Course course)
{
    /// <summary>Number of its first object.</summary>
    public int Id => id;

    public Course Course => course;

    /// <summary>How many objects it consists of.</summary>
    public virtual int Objects => 1;

    /// <summary>Shows itself at a time, in seconds.</summary>
    public void Show(float time, IStage stage)
    {
        if (time >= course.Start && time < course.End)
            Build(time, course.At(time), stage);
    }

    protected abstract void Build(float time, Motion motion, IStage stage);
}
