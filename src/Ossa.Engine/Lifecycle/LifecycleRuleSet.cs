using Ossa.Protocol.Documents;

namespace Ossa.Engine.Lifecycle;

/// <summary>The lifecycle rules of a bucket, as they were set at one time.</summary>
/// <param name="Stamp">Names them.</param>
/// <param name="Rules">The rules.</param>
internal sealed record LifecycleRuleSet(long Stamp, IReadOnlyList<LifecycleRule> Rules);
