import swcJest from '@swc/jest';
import { swcOptions } from '../swc-options.mjs';

export default swcJest.createTransformer(swcOptions);
