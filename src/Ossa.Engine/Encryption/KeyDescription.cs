namespace Ossa.Engine.Encryption;

/// <summary>A master key, without its secret.</summary>
/// <param name="Name">The name under which objects are encrypted with it; empty for the server's own.</param>
/// <param name="Id">What wrapped keys call it: 32 hexadecimal digits.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="IsEnabled">Whether the keys of its name may be used.</param>
/// <param name="IsCurrent">Whether it wraps what is written under its name now.</param>
public sealed record KeyDescription(string Name, string Id, DateTimeOffset CreatedAt, bool IsEnabled, bool IsCurrent);
