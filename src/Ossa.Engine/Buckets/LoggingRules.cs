namespace Ossa.Engine.Buckets;

/// <summary>Where the log of the requests to a bucket goes.</summary>
/// <param name="TargetBucket">The bucket that the log is written to, which may be the bucket itself.</param>
/// <param name="TargetPrefix">How the keys of the log begin; may be empty.</param>
/// <param name="Role">The role that writes, or null; stored and echoed.</param>
public sealed record LoggingRules(string TargetBucket, string TargetPrefix, string? Role);
