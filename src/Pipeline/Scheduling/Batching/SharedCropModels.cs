using VideoDyn.Core.Analysis;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Crops;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Pipeline.Scheduling.Batching;

/// <summary>The models whose crops go through together, each loaded once for all streams that ask for it alike. Thread-safe.</summary>
internal sealed class SharedCropModels
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SharedCropModel> _loaded = new(StringComparer.Ordinal);

    /// <summary>How many models are loaded.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _loaded.Count;
        }
    }

    /// <summary>The analyzer of one more stream, on a model that is loaded if nobody uses it yet.</summary>
    /// <param name="options">The model.</param>
    /// <param name="crops">The sizes of its crops.</param>
    /// <param name="create">Makes the stream's part.</param>
    /// <exception cref="Core.Errors.VideoDynException">The model cannot be used.</exception>
    public IAnalyzer Use(ModelOptions options, CropOptions crops, Func<SharedCropModel, IAnalyzer> create)
    {
        string key = $"{options with { Classes = [] }}|{string.Join(',', options.Classes ?? [])}|{string.Join(',', crops.Sizes)}";

        // Loading under the lock: a second camera of the same model must wait for the first one's.
        lock (_gate)
        {
            if (!_loaded.TryGetValue(key, out SharedCropModel? model))
            {
                model = CropAnalyzer.LoadShared(options, crops);
                model.Unused = unused => Unload(key, unused);
                _loaded.Add(key, model);
            }

            return create(model);
        }
    }

    private void Unload(string key, SharedCropModel model)
    {
        lock (_gate)
        {
            // Somebody may have begun to use it between the last one's leaving and this lock.
            if (model.IsUsed || !_loaded.Remove(key))
                return;
        }

        model.Dispose();
    }
}
