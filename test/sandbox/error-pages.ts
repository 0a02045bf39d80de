import {type Answer, answer} from './exchange.ts';

/** Admin Router's own answers are HTML pages, unlike those of the services behind it. */
function page(status: number, title: string, text: string): Answer {
	const html = `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1><p>${text}</p></body>\n</html>\n`;
	return answer(status, 'text/html; charset=UTF-8', html);
}

/** The challenge is the one of Admin Router's login: `acsjwt` in DC/OS Enterprise, `oauthjwt` in open DC/OS. */
export function unauthorizedPage(challenge: string): Answer {
	const unauthorized = page(401, 'Unauthorized', 'You need to log in to access this resource.');
	return {...unauthorized, headers: {...unauthorized.headers, 'www-authenticate': challenge}};
}

export function forbiddenPage(): Answer {
	return page(403, 'Access denied', 'You do not have the permission to access this resource.');
}

export function notFoundPage(): Answer {
	return page(404, '404 Not Found', 'openresty');
}

export function tooLargePage(): Answer {
	return page(413, '413 Request Entity Too Large', 'openresty');
}

export function badGatewayPage(): Answer {
	return page(502, '502 Bad Gateway', 'openresty');
}

export function landingPage(): Answer {
	return page(200, 'DC/OS', 'The user interface is not part of the sandbox.');
}
