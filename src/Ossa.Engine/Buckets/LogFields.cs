namespace Ossa.Engine.Buckets;

/// <summary>What of a request its line in the log tells beside the fields that all lines have.</summary>
/// <param name="Headers">Names of headers.</param>
/// <param name="Parameters">Names of query parameters.</param>
public sealed record LogFields(IReadOnlyList<string> Headers, IReadOnlyList<string> Parameters);
