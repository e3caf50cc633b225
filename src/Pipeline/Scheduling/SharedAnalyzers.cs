using VideoDyn.Core.Analysis;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Pipeline.Scheduling.Batching;

namespace VideoDyn.Pipeline.Scheduling;

/// <summary>The models that are loaded now, each once for all streams that ask for it with the same options. Thread-safe.</summary>
internal sealed class SharedAnalyzers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SharedAnalyzer> _loaded = new(StringComparer.Ordinal);

    /// <summary>How many models are loaded.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _loaded.Count;
        }
    }

    /// <summary>Those whose crops go through together; null where they do not.</summary>
    public SharedCropModels? Crops { get; init; }

    /// <summary>A dense analyzer for one stream, on a model that is loaded if nobody uses it yet.</summary>
    /// <exception cref="Core.Errors.VideoDynException">The model cannot be used.</exception>
    public IAnalyzer Use(ModelOptions options, Func<IFrameTensorizer> tensorizer)
    {
        string key = KeyOf(options);

        // Loading under the lock: a second camera of the same model must wait for the first one's.
        lock (_gate)
        {
            if (!_loaded.TryGetValue(key, out SharedAnalyzer? model))
            {
                model = new SharedAnalyzer(
                    ModelAnalyzer.Load(options, tensorizer()), first => ModelAnalyzer.Copy(first, tensorizer()), unused => Unload(key, unused));
                _loaded.Add(key, model);
            }

            return model.Use();
        }
    }

    private void Unload(string key, SharedAnalyzer model)
    {
        lock (_gate)
        {
            // Somebody may have begun to use it between the last one's leaving and this lock.
            if (model.IsUsed || !_loaded.Remove(key))
                return;
        }

        model.Unload();
    }

    private static string KeyOf(ModelOptions options) =>
        $"{options with { Classes = [] }}|{string.Join(',', options.Classes ?? [])}";
}
