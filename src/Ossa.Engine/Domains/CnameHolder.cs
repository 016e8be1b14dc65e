namespace Ossa.Engine.Domains;

/// <summary>The bucket that a domain leads to, by name and incarnation: a bucket made again under the same name does not inherit it.</summary>
internal sealed record CnameHolder(string Bucket, string Incarnation);
