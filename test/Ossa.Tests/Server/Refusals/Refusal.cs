using Ossa.Protocol.Signing;

namespace Ossa.Tests.Server.Refusals;

/// <summary>One row of the table of refusals: what is sent, and all that the answer says.</summary>
/// <param name="Situation">What is wrong, as the name of the test.</param>
/// <param name="Request">What is sent.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error code.</param>
/// <param name="Message">The message, to the letter.</param>
/// <param name="Ec">The fine-grained code, or null where the service documents none.</param>
/// <param name="Elements">Every further element of the document, in order.</param>
internal sealed record Refusal(
    string Situation,
    SignableRequest Request,
    int Status,
    string Code,
    string Message,
    string? Ec,
    params (string Name, string Value)[] Elements
);
