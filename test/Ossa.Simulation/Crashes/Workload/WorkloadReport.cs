using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;

namespace Ossa.Simulation.Crashes.Workload;

/// <summary>What the clients of a workload asked and were answered, by moments that are marked in the record too.</summary>
internal sealed record WorkloadReport(IReadOnlyList<KeyEvent> Events, IReadOnlyDictionary<long, string> Contents)
{
    /// <summary>The body of each version.</summary>
    [JsonIgnore]
    public IEnumerable<KeyValuePair<long, Content>> Bodies =>
        Contents.Select(pair => KeyValuePair.Create(pair.Key, Content.Parse(pair.Value)));

    public void Write(string path) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this));

    public static WorkloadReport Read(string path) =>
        JsonSerializer.Deserialize<WorkloadReport>(File.ReadAllBytes(path))
        ?? throw new InvalidDataException($"{path} holds no report.");
}
