namespace Ossa.Protocol.Errors;

/// <summary>
/// One row of the closed list of errors (<see cref="OssErrors"/>): what a refusal says on the wire.
/// See https://www.alibabacloud.com/help/en/oss/support/http-status-code-overview.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error code, such as NoSuchKey; several rows may share one.</param>
/// <param name="Message">The message, literally as the service writes it.</param>
/// <param name="Ec">The fine-grained error code (NNNN-NNNNNNNN), or null where none is known.</param>
public sealed record OssError(int Status, string Code, string Message, string? Ec);
